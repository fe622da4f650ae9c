/** A reminder for the person's own calendar. It says "change picture" and carries no link: a phone can be seized. */

const HOUR = "100000";

/**
 * Return a calendar file with one entry, on a day at ten by the phone's own clock.
 * @param {number} days from today
 * @param {string} summary
 * @param {Date} [now]
 * @returns {string}
 */
export function reminderFile(days, summary, now = new Date()) {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const id = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16)).join("");
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//reminder//EN",
    "BEGIN:VEVENT",
    `UID:${id}`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${dateOf(day)}T${HOUR}`,
    "DURATION:PT15M",
    `SUMMARY:${summary.replace(/[\\;,]/g, "\\$&")}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:PT0M",
    `DESCRIPTION:${summary.replace(/[\\;,]/g, "\\$&")}`,
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.join("\r\n")}\r\n`;
}

/**
 * @param {Date} day
 * @returns {string}
 */
function dateOf(day) {
  const digits = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return digits.map((digit) => String(digit).padStart(2, "0")).join("");
}
