/** Words that change with numbers. */

/**
 * Return the number of supporters in words.
 * @param {number} n
 * @param {Record<string, string>} forms by plural category; `zero` is for none in every language
 * @param {string} language with the digits to use, such as `ar-u-nu-latn`
 * @returns {string}
 */
export function countText(n, forms, language) {
  const category = n === 0 ? "zero" : new Intl.PluralRules(language).select(n);
  const form = forms[category] ?? forms.other;
  return form.replace("{n}", new Intl.NumberFormat(language).format(n));
}
