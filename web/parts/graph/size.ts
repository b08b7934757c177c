/** px at full size */
export const size = { width: 220 } as const;
export const rowGap = 26;
export const lanePad = 16;
/** Between two columns: room for the lines, and for the name of a way of so many letters. */
export const gutterWidth = (letters: number) => (letters > 0 ? 44 + Math.min(150, letters * 7 + 16) : 56);
/** Of which the lines that go up and down take this much. */
export const linesWidth = 44;
