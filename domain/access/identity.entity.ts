import { defineEntity, p } from '@mikro-orm/postgresql';

const IdentitySchema = defineEntity({
  name: 'Identity',
  properties: {
    id: p.uuid().primary(),
    /** The person's home. */
    accountId: p.uuid(),
    personId: p.uuid(),
    issuer: p.string(),
    /** What the provider knows him by: never given to anybody else there, as mail addresses are. */
    subject: p.string(),
    linkedAt: p.datetime(),
  },
});
/** Who a person is at an OpenID provider; found out by his mail address once, when he first signs in there. */
export class Identity extends IdentitySchema.class {}
IdentitySchema.setClass(Identity);
