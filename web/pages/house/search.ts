/** Reading what stands behind the question mark of an address: what is odd there is as if it were not. */
type Given = Readonly<Record<string, unknown>>;
type Found<K extends string, V> = { readonly [key in K]?: V };

function found<K extends string, V>(key: K, value: V | undefined): Found<K, V> {
  return value === undefined ? {} : ({ [key]: value } as Found<K, V>);
}

const textOf = (value: unknown) =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

export const textIn = <K extends string>(given: Given, key: K) => found(key, textOf(given[key]));

export function idIn<K extends string>(given: Given, key: K) {
  const text = textOf(given[key]);
  return found(key, text && /^[0-9a-f-]{36}$/i.test(text) ? text : undefined);
}

export function dayIn<K extends string>(given: Given, key: K) {
  const text = textOf(given[key]);
  return found(key, text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined);
}

export const flagIn = <K extends string>(given: Given, key: K) => found(key, given[key] === true ? true : undefined);

export function wholeIn<K extends string>(given: Given, key: K, least: number, most: number) {
  const value = given[key];
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return found(key, fits ? value : undefined);
}

export const oneIn = <K extends string, V extends string>(given: Given, key: K, of: readonly V[]) =>
  found(
    key,
    of.find((one) => one === given[key]),
  );
