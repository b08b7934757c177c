/** Under a name PostgreSQL remembers the plan of a statement, on each connection. Texts beyond these are planned anew. */
const most = 500;
const names = new Map<string, string>();
let generation = 0;

export function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= most) return known;
  const name = `accord_${generation}_${names.size}`;
  names.set(text, name);
  return name;
}

/** Nothing that was remembered is used again. */
export function renameAll(): void {
  generation++;
  names.clear();
}
