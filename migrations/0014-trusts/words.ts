/** Of a function that asks with the eyes of `accord_definer`. */
export const asks =
  'language plpgsql stable security definer set search_path = public as $$ #variable_conflict use_column';
/** Of one that acts so. */
export const acts = asks.replace('stable', 'volatile');
export const viewer = '(select viewer_account())';
/** When what happens stops being the other side's to see; `tr` is the trust. */
export const cut = 'least(tr.ended_at, tr.suspended_by_trusting, tr.suspended_by_trusted)';
