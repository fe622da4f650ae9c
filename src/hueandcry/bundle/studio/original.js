/**
 * The old picture, kept in a file of this origin's own. Runs in the worker, which alone may write such files in
 * place. A database or a cache would do too, but Chromium leaves their bytes on the disk for a while after both are
 * deleted; this file is written over before it goes.
 */

const NAME = "photo";
const BLANK = new Uint8Array(1 << 20);

/**
 * @param {string} folder a name of the campaign's own
 * @param {Blob} photo
 */
export async function keepOriginal(folder, photo) {
  const root = await navigator.storage.getDirectory();
  const home = await root.getDirectoryHandle(folder, { create: true });
  const access = await openFile(await home.getFileHandle(NAME, { create: true }));
  try {
    access.truncate(0);
    access.write(new Uint8Array(await photo.arrayBuffer()), { at: 0 });
    access.flush();
  } finally {
    access.close();
  }
}

/**
 * @param {string} folder
 * @returns {Promise<Blob | null>} null if none is kept
 */
export async function original(folder) {
  const file = await find(folder);
  return file && new Blob([await (await file.getFile()).arrayBuffer()]);
}

/** @param {string} folder */
export async function forgetOriginal(folder) {
  const file = await find(folder);
  if (!file) return;
  const access = await openFile(file);
  const size = access.getSize();
  for (let at = 0; at < size; at += BLANK.length) access.write(BLANK.subarray(0, size - at), { at });
  access.flush();
  access.close();
  await (await navigator.storage.getDirectory()).removeEntry(folder, { recursive: true });
}

/**
 * @param {string} folder
 * @returns {Promise<FileSystemFileHandle | null>}
 */
async function find(folder) {
  try {
    const root = await navigator.storage.getDirectory();
    return await (await root.getDirectoryHandle(folder)).getFileHandle(NAME);
  } catch {
    return null; // nothing was kept, or this browser keeps nothing
  }
}

/**
 * Open a file for writing in place; the type checker's library of the page does not know what only workers have.
 * @param {FileSystemFileHandle} file
 * @returns {Promise<{write: (bytes: Uint8Array, options: {at: number}) => number, truncate: (size: number) => void,
 * getSize: () => number, flush: () => void, close: () => void}>}
 */
function openFile(file) {
  return /** @type {any} */ (file).createSyncAccessHandle();
}
