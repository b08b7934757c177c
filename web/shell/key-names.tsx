import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { keyNames } from './commands.ts';

/** The keys of a command, as they are printed on the keyboard. */
export function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation();
  return (
    <span>
      {keyNames(keys).map((press, index) => (
        <span key={press.join('+')}>
          {index > 0 && <span className="quiet"> {t('keys.after')} </span>}
          {press.map((name) => (
            <Kbd key={name} size="xs" mx={1}>
              {name}
            </Kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
