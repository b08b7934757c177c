import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../../parts/names.ts';
import { ProblemNote, ProblemPage } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { type Template, templateQuery } from '../queries.ts';
import { RoleChoices, TeamChoice } from '../start/choices.tsx';
import { ChooseRows } from './choose.tsx';
import { RowsBar } from './rows-bar.tsx';
import { RowsTable } from './rows-table.tsx';
import { useBatch } from './use-batch.ts';
import '../processes.css';
import '../start/start.css';

const route = getRouteApi('/app/a/$account/start/$template/many');

/** Starting a process for everybody in a file. */
export function ManyPage() {
  const { t } = useTranslation('processes');
  const names = useNames();
  const { account, template: name } = route.useParams();
  const { data: template, error } = useQuery(templateQuery(account, name));
  const title = template && names.title(template.title);
  useTitle(title && t('many.title', { title }));
  if (error && !template) return <ProblemPage error={error} />;
  return (
    <div className="page">
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="/a/$account/start" params={{ account }}>
          {t('start.choose')}
        </Link>
        {title && (
          <Link to="/a/$account/start/$template" params={{ account, template: name }}>
            {title}
          </Link>
        )}
      </nav>
      <header className="page-head">
        <h1>{title ? t('many.title', { title }) : t('start.many')}</h1>
      </header>
      {template ? <Many key={name} account={account} template={template} /> : <SkeletonRows />}
    </div>
  );
}

function Many({ account, template }: { account: string; template: Template }) {
  const batch = useBatch(account, template);
  const [onlyWrong, setOnlyWrong] = useState(false);
  const { kept, rows, columns, faults, fields } = batch;
  if (!kept || batch.unreadable) return <ChooseRows batch={batch} name={template.name} />;
  const wrong = rows.filter(({ state }) => state === 'wrong' || state === 'failed');
  return (
    <>
      {/* What holds for all stays as it is while they start. */}
      <fieldset className="many-choices" disabled={batch.busy === 'starting'}>
        <RoleChoices
          account={account}
          faults={faults}
          roles={kept.roles}
          onRoles={(roles) => batch.choose({ roles })}
        />
        {(kept.team || faults.team) && (
          <TeamChoice
            account={account}
            value={kept.team}
            error={kept.team ? undefined : faults.team}
            onChange={(team) => batch.choose({ team })}
          />
        )}
      </fieldset>
      {batch.problem !== undefined && <ProblemNote error={batch.problem} again={batch.check} />}
      <RowsBar batch={batch} name={template.name} onlyWrong={onlyWrong} onOnlyWrong={setOnlyWrong} />
      <RowsTable
        account={account}
        rows={onlyWrong && wrong.length > 0 ? wrong : rows}
        fields={fields.filter(({ name }) => columns.includes(name))}
      />
    </>
  );
}
