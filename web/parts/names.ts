/** "homeAddress" as "Home address". */
export const spaced = (name: string) =>
  capital(name.replace(/([a-z\d])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`));

export const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
