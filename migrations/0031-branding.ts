import { Migration } from '@mikro-orm/migrations';

/** How an account looks: a colour and a logo, to all who may know of the account. */
export class Branding extends Migration {
  override up(): void {
    this.addSql(`
alter table account
  add column colour text check (colour ~ '^#[0-9a-f]{6}$'),
  add column logo_hash text;
comment on column account.logo_hash is 'SHA-256 of the logo, where there is one; its bytes are in account_logo';
create table account_logo (
  account_id uuid primary key references account,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (length(bytes) between 1 and 102400)
);
alter table account_logo enable row level security;
alter table account_logo force row level security;
create policy migration on account_logo to accord_migrator using (true) with check (true);
create policy own on account_logo using (account_id = (select viewer_account())) with check (account_id = (select viewer_account()));
create policy seen on account_logo for select using (exists (select 1 from account a where a.id = account_id));
grant select, insert, update, delete on account_logo to accord_api;
grant update (colour, logo_hash) on account to accord_api;`);
  }
}
