import { Migration } from '@mikro-orm/migrations';

/** A clock warns at any number of percents, and not at 75 alone: what it foresaw and told of that one becomes the first of a list. */
export class ClockLedger extends Migration {
  override up(): void {
    this.addSql(`
update task set clocks = clocks || (
  select jsonb_object_agg(goal, ((clocks -> goal) - 'warnsAt' - 'warnedAt') || jsonb_build_object('warnings', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
      'percent', 75,
      'at', coalesce(clocks -> goal ->> 'warnedAt', clocks -> goal ->> 'warnsAt'),
      'passed', case when clocks -> goal ->> 'warnedAt' is not null then true end)))))
  from unnest(array['respond', 'complete']) goal where jsonb_exists(clocks, goal))
where jsonb_exists_any(clocks, array['respond', 'complete']);`);
  }
}
