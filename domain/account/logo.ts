import { createHash } from 'node:crypto';
import { Forbidden, Invalid, NotFound } from '../problem.ts';
import { type Door, record } from '../store.ts';
import { demand } from '../viewer.ts';
import type { Account } from './account.entity.ts';
import { accountOf } from './accounts.ts';
import { type ImageType, imageOf } from './image.ts';

/** At most 100 kB. */
export const mostBytes = 102_400;
/** Of either side, in pixels. */
const mostPixels = 1024;

export type Logo = { readonly type: ImageType; readonly bytes: Buffer; readonly hash: string };

/**
 * The picture that stands for the account from now on, by its administrator.
 * @throws Invalid when it is no PNG, JPEG or WebP by its own bytes, or too large
 */
export async function setLogo(door: Door, id: string, bytes: Buffer): Promise<Account> {
  const own = await toBrand(door, id);
  const type = typeOf(bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  await door.em.execute(
    `insert into account_logo (account_id, type, bytes) values (?, ?, ?)
     on conflict (account_id) do update set type = excluded.type, bytes = excluded.bytes`,
    [own.id, type, bytes],
  );
  own.logoHash = hash;
  record(door, own.id, 'account', own.id, 'logo_set', { type, hash });
  return own;
}

/** The account has a name alone again. Nothing happens where it had no logo. */
export async function removeLogo(door: Door, id: string): Promise<Account> {
  const own = await toBrand(door, id);
  if (!own.logoHash) return own;
  await door.em.execute('delete from account_logo where account_id = ?', [own.id]);
  own.logoHash = null;
  record(door, own.id, 'account', own.id, 'logo_removed');
  return own;
}

/** @throws NotFound when the account has none, is not there or not the viewer's to see */
export async function logoOf(door: Door, id: string): Promise<Logo> {
  const { branding } = await accountOf(door, id);
  const rows = await door.em.execute<{ type: ImageType; bytes: Buffer }[]>(
    'select type, bytes from account_logo where account_id = ?',
    [id],
  );
  if (!rows[0] || !branding.logo) throw new NotFound('logo');
  return { ...rows[0], hash: branding.logo };
}

async function toBrand(door: Door, id: string): Promise<Account> {
  const { own } = await accountOf(door, id);
  if (!own) throw new Forbidden('Only its own administrator changes an account: act in that account.');
  demand(door.viewer, 'account_admin');
  return own;
}

function typeOf(bytes: Buffer): ImageType {
  const image = imageOf(bytes);
  const fault = !image
    ? 'is no PNG, JPEG or WebP'
    : bytes.length > mostBytes
      ? `has ${bytes.length} bytes; ${mostBytes} are allowed`
      : image.width > mostPixels || image.height > mostPixels
        ? `is ${image.width} by ${image.height} pixels; ${mostPixels} by ${mostPixels} are allowed`
        : undefined;
  if (image && fault === undefined) return image.type;
  throw new Invalid('The logo cannot be used.', [{ pointer: '/image', message: fault as string }]);
}
