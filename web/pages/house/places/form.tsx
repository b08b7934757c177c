import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultAt } from '../../../parts/form/faults.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { useRights } from '../parts/rights.ts';

type Props<V extends { readonly name: string }> = {
  readonly kind: 'organization' | 'site';
  readonly initial: V;
  readonly save: (value: V) => Promise<{ readonly name: string }>;
  readonly onClose: () => void;
  readonly children: (value: V, change: (change: Partial<V>) => void, error: unknown) => ReactNode;
};

/** Makes or changes a place. */
export function PlaceForm<V extends { readonly name: string }>({ kind, initial, save, onClose, children }: Props<V>) {
  const { t } = useTranslation(['house', 'common']);
  const { account } = useRights();
  const queries = useQueryClient();
  const [value, setValue] = useState(initial);
  const saving = useMutation({
    mutationFn: () => save(value),
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: [`${kind}s`, account] });
      tellDone(t('saved', { name }));
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={initial.name === '' ? t(`${kind}.new`) : initial.name}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <TextInput
          label={t('place.name')}
          value={value.name}
          onChange={({ currentTarget }) => setValue({ ...value, name: currentTarget.value })}
          error={faultAt(saving.error, 'name')}
          required
          maxLength={200}
          data-autofocus
        />
        {children(value, (change) => setValue({ ...value, ...change }), saving.error)}
        {saving.error && <ProblemNote error={saving.error} />}
        <Button type="submit" loading={saving.isPending} disabled={value.name.trim() === ''}>
          {t('common:action.save')}
        </Button>
      </Stack>
    </Modal>
  );
}
