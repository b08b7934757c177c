import { useBranding } from '../client/me.ts';

/** An account by its mark and its name. The colour helps; the letters and the name say it. */
export function AccountBadge({ handle, name, short = false, ...given }: Props) {
  const { colour, logo } = { ...useBranding(handle), ...given };
  return (
    <span className="badge-account" title={name}>
      {logo ? (
        <img className="mark" src={logo} alt="" />
      ) : (
        <span className="mark" aria-hidden="true" style={{ background: colour ?? colourOf(handle) }}>
          {lettersOf(name)}
        </span>
      )}
      <span className={short ? 'visually-hidden' : undefined}>{name}</span>
    </span>
  );
}
type Props = {
  readonly handle: string;
  readonly name: string;
  /** In place of the account's own. */
  readonly colour?: string | null;
  readonly logo?: string | null;
  /** Only the mark is seen; the name is still read aloud. */
  readonly short?: boolean;
};

/** All dark enough to carry white letters. */
const colours = [
  '#2b4fd8',
  '#0b6e4f',
  '#8a3ffc',
  '#a83279',
  '#9a5200',
  '#00697d',
  '#5b5f97',
  '#7a3e1d',
  '#3a6b1a',
  '#b02a37',
];

function colourOf(handle: string): string {
  let sum = 7;
  for (const letter of handle) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return colours[sum % colours.length] as string;
}

/** Of "Fernhill IT" it is the second word that tells one account of a company from another. */
function lettersOf(name: string): string {
  const words = name.split(/\s+/);
  const telling = words.at(-1) as string;
  return (telling.length <= 2 ? telling : telling.slice(0, 1)).toUpperCase();
}
