import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { CaseId } from '#domain/ids.ts';
import type {
  ArrowView,
  ExecutionView,
  MachineView,
  WorkflowView,
} from '#functions/api/contract-workflow.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card, Loaded } from '../../kit/card.tsx';
import styles from './machine.module.css';
import { MachineDrawing } from './machine-drawing.tsx';
import { MachineList } from './machine-list.tsx';
import { machineName } from './machine-names.ts';
import { passagesOf, tookArrow } from './machine-way.ts';

const route = getRouteApi('/cases/$caseId');

/** Which of several executions of the machine is drawn. */
function RunChoice({
  runs,
  chosen,
  choose,
}: {
  runs: readonly ExecutionView[];
  chosen: ExecutionView | undefined;
  choose: (name: string) => void;
}): ReactNode {
  const { t, moment } = useWords();
  if (runs.length < 2) return null;
  return (
    <label className={styles['runs']}>
      {t('machine.run')}{' '}
      <select value={chosen?.name ?? ''} onChange={(event) => choose(event.target.value)}>
        {runs.map(({ name, startedAt }, index) => (
          <option key={name} value={name}>
            {t('machine.runName', {
              n: runs.length - index,
              from: startedAt === null ? '' : moment(startedAt),
            })}
          </option>
        ))}
      </select>
    </label>
  );
}

function Machine({ view, machine }: { view: WorkflowView; machine: MachineView }): ReactNode {
  const { t, say } = useWords();
  const [chosen, choose] = useState('');
  const runs = view.executions.filter((each) => each.machine === machine.name);
  const run = runs.find(({ name }) => name === chosen) ?? runs[0];
  const taken = (arrow: ArrowView): boolean => tookArrow(run, arrow);
  // Errors can come from anywhere: their arrows are drawn only where one was taken, and named in a sentence.
  const shown = (arrow: ArrowView): boolean => arrow.kind !== 'error' || taken(arrow);
  const errorTo = machine.arrows.find(({ kind }) => kind === 'error')?.to;
  const errorState = machine.states.find(({ name }) => name === errorTo);
  const passages = passagesOf(run);
  return (
    <>
      <p className={styles['what']}>{say(machine.note)}</p>
      {view.known ? null : <p className={styles['gone']}>{t('machine.gone')}</p>}
      {view.known && run === undefined ? <p className="kt-meta">{t('machine.notRun')}</p> : null}
      <RunChoice runs={runs} chosen={run} choose={choose} />
      <MachineDrawing machine={machine} shown={shown} taken={taken} passages={passages} />
      {errorState === undefined ? null : (
        <p className="kt-meta">{t('machine.onError', { state: say(errorState.title) })}</p>
      )}
      <MachineList machine={machine} passages={passages} />
      {view.leftOut > 0 ? <p className="kt-meta">{t('machine.leftOut', { n: view.leftOut })}</p> : null}
    </>
  );
}

/** The workflow's own diagram with the way that this case has taken. */
export function MachineCard({ caseId }: { caseId: CaseId }): ReactNode {
  const { t, say } = useWords();
  const { machine: wanted, ...search } = route.useSearch();
  const result = useAnswer(API.getCaseWorkflow, { params: { caseId } });
  return (
    <Card title={t('machine.title')} note={t('machine.intro')}>
      <Loaded result={result} lines={8}>
        {(view) => {
          const machine = view.machines.find(({ name }) => name === wanted) ?? view.machines[0];
          return (
            <div className={styles['machine']}>
              <nav className={`${styles['choice']} noprint`} aria-label={t('machine.which')}>
                {view.machines.map(({ name, title }) => (
                  <Link
                    key={name}
                    from="/cases/$caseId"
                    search={{ ...search, machine: machineName(name) }}
                    resetScroll={false}
                    aria-current={name === machine?.name ? 'true' : undefined}
                  >
                    {say(title)}
                  </Link>
                ))}
              </nav>
              {machine === undefined ? null : <Machine key={machine.name} view={view} machine={machine} />}
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}
