import { Alert, Anchor, Button, FileButton, Group, Stack, Text, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../../client/file.ts';
import { useNames } from '../../../parts/names.ts';
import { csvFile, decode } from './table.ts';
import type { useBatch } from './use-batch.ts';

/** Where the rows come from: a file, or what was copied from a spreadsheet. */
export function ChooseRows({ batch, name }: { batch: ReturnType<typeof useBatch>; name: string }) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const [text, setText] = useState(batch.kept?.text ?? '');
  const again = useRef<() => void>(null);
  const { fields, unreadable } = batch;
  const said = (required: boolean) =>
    fields
      .filter((field) => field.required === required)
      .map((field) => `${field.name} (${names.field(field)})`)
      .join(', ');
  const open = async (file: File | null) => {
    if (!file) return;
    // The same file may be chosen again once it is put right.
    again.current?.();
    const read = decode(new Uint8Array(await file.arrayBuffer()));
    if (typeof read !== 'string') return batch.refuse(read);
    setText(read);
    batch.take(read);
  };
  const empty = () =>
    saveFile(
      csvFile(
        fields.map((field) => field.name),
        [],
      ),
      `${name}.csv`,
    );
  return (
    <Stack maw={720}>
      {unreadable && (
        <Alert color="red" variant="light" role="alert">
          {t(`many.bad.${unreadable.bad}`, {
            line: unreadable.line ?? 1,
            reason: unreadable.reason ?? '',
            column: unreadable.column ?? '',
            has: unreadable.has ?? 0,
            wants: unreadable.wants ?? 0,
            columns: unreadable.columns ?? '',
            fields: fields.map((field) => field.name).join(', '),
          })}
        </Alert>
      )}
      <Text>{t('many.help')}</Text>
      <Text size="sm" className="quiet">
        {t('many.fields', { required: said(true), optional: said(false) || '–' })}
      </Text>
      <Group>
        <FileButton onChange={(file) => void open(file)} accept=".csv,.tsv,.txt,text/csv" resetRef={again}>
          {(props) => <Button {...props}>{t('many.choose')}</Button>}
        </FileButton>
        <Anchor component="button" type="button" size="sm" onClick={empty}>
          {t('many.header')}
        </Anchor>
      </Group>
      <Textarea
        label={t('many.paste')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        autosize
        minRows={5}
        maxRows={14}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', whiteSpace: 'pre', overflowX: 'auto' } }}
      />
      <Group>
        <Button variant="default" disabled={text.trim() === ''} onClick={() => batch.take(text)}>
          {t('many.check')}
        </Button>
      </Group>
    </Stack>
  );
}
