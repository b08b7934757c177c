import { z } from 'zod';

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

/** Where people of all tenants sign in: each administrator of one could verify any address. */
const everybodys = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/i;

const provider = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower case letters, digits and dashes: it stands in addresses'),
  title: z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters').optional(),
  issuer: z
    .url('must be an address')
    .refine((issuer) => issuer.startsWith('https://') || loopback.test(issuer), 'must begin with https://')
    .refine(
      (issuer) => !everybodys.test(issuer),
      'must be that of your own tenant: this one vouches for anybody’s people',
    ),
  clientId: z.string().min(1, 'must not be empty'),
  clientSecret: z.string().min(1, 'must not be empty'),
  accounts: z.array(z.string().min(1)).min(1, 'must name an account: the provider vouches for nobody otherwise'),
});

const list = z
  .array(provider, 'must be a list')
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'has two providers of one name');

/** `ACCORD_OPENID`: where people sign in instead, as JSON. What is wrong is told without any of the values. */
export const providersOf = z.string().transform((text, context) => {
  const said = parsed(text);
  const read = list.safeParse(said);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) {
    const where = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
    context.issues.push({
      code: 'custom',
      input: '',
      message: said === undefined ? 'is no JSON' : join(where, message),
    });
  }
  return z.NEVER;
});

const join = (where: string, message: string) => (where ? `at ${where} ${message}` : message);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
