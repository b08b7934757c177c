import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { meQuery } from '../../../client/me.ts';
import { useFormat } from '../../../parts/format.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { useRights } from '../parts/rights.ts';
import { accountQuery, type OwnAccount } from '../queries.ts';
import { darkEnough, enough, whiteOn } from './contrast.ts';

type Props = {
  readonly account: string;
  readonly own: OwnAccount;
  readonly colour: string;
  readonly onChange: (colour: string) => void;
};

const swatches = ['#2b4fd8', '#0b6e4f', '#8a3ffc', '#a83279', '#9a5200', '#00697d', '#5b5f97', '#7a3e1d', '#b02a37'];

/** The account's colour, with how well white is read on it before it is saved. */
export function ColourForm({ account, own, colour, onChange }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const queries = useQueryClient();
  const { administers } = useRights();
  const save = useMutation({
    mutationFn: (wanted: string | null) => {
      const params = { path: { id: own.id }, header: once() };
      return answer(api(account).PATCH('/v1/accounts/{id}', { params, body: { branding: { colour: wanted } } }));
    },
    onSuccess: async ({ name }) => {
      tellDone(t('saved', { name }));
      await queries.invalidateQueries({ queryKey: accountQuery(account).queryKey });
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const ratio = whiteOn(colour);
  const fits = ratio !== undefined && ratio >= enough;
  const nearest = ratio === undefined || fits ? undefined : darkEnough(colour);
  // Rounded down, so that nothing that is refused looks as if it were enough.
  const figure = ratio === undefined ? '' : format.number(Math.floor(ratio * 100) / 100);
  return (
    <section aria-labelledby="branding-colour">
      <h2 id="branding-colour">{t('branding.colour')}</h2>
      <Stack
        component="form"
        gap="sm"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(colour.toLowerCase());
        }}
      >
        <div className="branding-pick">
          <TextInput
            label={t('branding.value')}
            description={t('branding.colourHelp')}
            value={colour}
            onChange={({ currentTarget }) => onChange(currentTarget.value.trim())}
            placeholder="#2b4fd8"
            maxLength={7}
            spellCheck={false}
            disabled={!administers}
          />
          <input
            type="color"
            aria-label={t('branding.pick')}
            value={ratio === undefined ? '#2b4fd8' : colour}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
            disabled={!administers}
          />
        </div>
        {administers && (
          <fieldset className="branding-swatches">
            <legend>{t('branding.swatches')}</legend>
            {swatches.map((swatch) => (
              <button
                key={swatch}
                type="button"
                aria-label={swatch}
                aria-pressed={colour === swatch}
                style={{ background: swatch }}
                onClick={() => onChange(swatch)}
              >
                {colour === swatch ? '✓' : ''}
              </button>
            ))}
          </fieldset>
        )}
        <div role="status">
          {colour !== '' && ratio === undefined && <Text className="late">{t('branding.noColour')}</Text>}
          {fits && <Text className="fine">✓ {t('branding.enough', { ratio: figure })}</Text>}
          {nearest && <Text className="late">✗ {t('branding.tooLight', { ratio: figure, nearest })}</Text>}
        </div>
        {save.error && <ProblemNote error={save.error} />}
        {administers && (
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!fits || colour === own.branding.colour}>
              {t('common:action.save')}
            </Button>
            {nearest && (
              <Button variant="default" onClick={() => onChange(nearest)}>
                {t('branding.useNearest', { nearest })}
              </Button>
            )}
            {own.branding.colour !== null && (
              <Button variant="default" onClick={() => save.mutate(null)}>
                {t('branding.noOwnColour')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </section>
  );
}
