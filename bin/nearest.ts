/** The word of `words` that `word` was most likely meant to be; undefined when none is close. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const ranked = words.map((other) => ({ other, distance: distance(word.toLowerCase(), other) }));
  const best = ranked.sort((a, b) => a.distance - b.distance)[0];
  const [inside] = words.filter((other) => word.length >= 3 && other.includes(word.toLowerCase()));
  return best && best.distance <= Math.max(2, best.other.length / 3) ? best.other : inside;
}

/** How many letters must be added, dropped or changed to turn one word into the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, change));
    }
    row = next;
  }
  return row[b.length]!;
}
