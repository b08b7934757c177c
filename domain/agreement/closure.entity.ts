import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Ledger } from '../../plan/ledger.ts';
import type { PlainDate } from '../../plan/plan.ts';
import type { Figures } from '../../plan/report.ts';

const AgreementClosureSchema = defineEntity({
  name: 'AgreementClosure',
  properties: {
    id: p.uuid().primary(),
    agreementId: p.uuid(),
    fromOn: p.string().columnType('date').$type<PlainDate>(),
    /** The day after the last. */
    toOn: p.string().columnType('date').$type<PlainDate>(),
    endsAt: p.datetime(),
    figures: p.json<Figures>(),
    ledgers: p.json<readonly Ledger[]>(),
    hash: p.string(),
    closedAt: p.datetime(),
    /** The party that closed it. */
    accountId: p.uuid(),
    closedById: p.uuid(),
  },
});
/** A period of an agreement whose figures are frozen, with the ledgers they rest on; never changed. */
export class AgreementClosure extends AgreementClosureSchema.class {}
AgreementClosureSchema.setClass(AgreementClosure);
