import { IconCheck, IconCircleDot, IconHourglass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import type { ArrowView, MachineView } from '#functions/api/contract-workflow.ts';
import { useWords } from '../../app/words.ts';
import styles from './machine.module.css';
import { BOX, type Layout, layoutOf, type PlacedState } from './machine-layout.ts';
import { MACHINE_NAMES } from './machine-names.ts';
import type { Passage } from './machine-way.ts';

/** As large as the words around it, whatever the root's size is. */
const rem = (sixteenths: number): string => `${sixteenths / 16}rem`;

function usePassageWords(): (passage: Passage | undefined) => string {
  const { t, moment } = useWords();
  return (passage) => {
    if (passage === undefined) return t('machine.notPassed');
    const when = t('machine.at', { at: moment(passage.lastAt) });
    if (passage.here) return `${t('machine.here')}, ${when}`;
    const passed = passage.times > 1 ? t('machine.passedTimes', { n: passage.times }) : t('machine.passed');
    return `${passed}, ${when}`;
  };
}

function Box({
  state,
  passage,
  chosen,
  choose,
}: {
  state: PlacedState;
  passage: Passage | undefined;
  chosen: boolean;
  choose: () => void;
}): ReactNode {
  const { say, shortDayOf, timeOf } = useWords();
  const words = usePassageWords();
  const look = passage === undefined ? 'ahead' : passage.here ? 'here' : 'passed';
  const { x, y } = state;
  return (
    <li style={{ left: rem(x), top: rem(y), width: rem(BOX.width), height: rem(BOX.height) }}>
      <button
        type="button"
        className={styles['box']}
        data-look={look}
        data-type={state.type}
        aria-pressed={chosen}
        onClick={choose}
      >
        <b>{say(state.title)}</b>
        <small>
          {look === 'passed' ? <IconCheck aria-hidden size={13} stroke={2} /> : null}
          {look === 'here' ? <IconCircleDot aria-hidden size={13} stroke={2} /> : null}
          {look === 'ahead' && state.waitsForAnswer ? <IconHourglass aria-hidden size={13} /> : null}
          {passage === undefined ? null : (
            <span className="num" aria-hidden="true">
              {`${shortDayOf(passage.lastAt)} ${timeOf(passage.lastAt)}`}
              {passage.times > 1 ? ` ×${passage.times}` : ''}
            </span>
          )}
          <span className="vh">{words(passage)}</span>
        </small>
      </button>
    </li>
  );
}

/** What the chosen state does, and the machine that it runs. */
function About({ state, passage }: { state: PlacedState; passage: Passage | undefined }): ReactNode {
  const { t, say } = useWords();
  const words = usePassageWords();
  const child = MACHINE_NAMES.find((name) => name === state.runs);
  return (
    <p className={styles['about']} role="status">
      <b>{say(state.title)}</b> {say(state.note)}. {words(passage)}.{' '}
      {child === undefined ? null : (
        <Link from="/cases/$caseId" search={(search) => ({ ...search, machine: child })} resetScroll={false}>
          {t('machine.open', { name: say(state.title) })}
        </Link>
      )}
    </p>
  );
}

export type MachineDrawingProps = {
  readonly machine: MachineView;
  readonly shown: (arrow: ArrowView) => boolean;
  readonly taken: (arrow: ArrowView) => boolean;
  readonly passages: ReadonlyMap<string, Passage>;
};

type Lines = Pick<MachineDrawingProps, 'taken'> & { readonly layout: Layout };

/** The arrows with their conditions; seen only, the list says the same. */
function Arrows({ layout, taken }: Lines): ReactNode {
  const { say } = useWords();
  const id = useId();
  const { width, height, arrows } = layout;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" height="100%" aria-hidden="true">
      <defs>
        {(['taken', 'open'] as const).map((kind) => (
          <marker
            key={kind}
            id={`${id}-${kind}`}
            data-kind={kind}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 z" />
          </marker>
        ))}
      </defs>
      {arrows.map((arrow) => {
        const kind = taken(arrow) ? 'taken' : 'open';
        return (
          <path
            key={`${arrow.from} ${arrow.to} ${arrow.kind}`}
            className={styles['arrow']}
            data-kind={kind}
            d={arrow.path}
            markerEnd={`url(#${id}-${kind})`}
          />
        );
      })}
      {arrows.map(({ from, to, kind, label, labelAt, back }) =>
        label === null ? null : (
          <text
            key={`${from} ${to} ${kind}`}
            className={styles['label']}
            x={labelAt.x}
            y={labelAt.y}
            textAnchor={back ? 'end' : 'middle'}
          >
            {say(label)}
          </text>
        ),
      )}
    </svg>
  );
}

/** Boxes and arrows; what was passed is coloured, carries a mark and says when. The list beside it says the same in words. */
export function MachineDrawing({ machine, shown, taken, passages }: MachineDrawingProps): ReactNode {
  const { t, say } = useWords();
  const [chosen, choose] = useState('');
  const layout = layoutOf(machine, shown);
  const { width, height, states } = layout;
  const about = states.find(({ name }) => name === chosen);
  return (
    <>
      <section className={styles['scroll']} aria-label={t('machine.pan')}>
        <div className={styles['drawing']} style={{ width: rem(width), height: rem(height) }}>
          <Arrows layout={layout} taken={taken} />
          <ol aria-label={say(machine.title)}>
            {states.map((state) => (
              <Box
                key={state.name}
                state={state}
                passage={passages.get(state.name)}
                chosen={state.name === chosen}
                choose={() => choose(state.name === chosen ? '' : state.name)}
              />
            ))}
          </ol>
        </div>
      </section>
      {about === undefined ? null : <About state={about} passage={passages.get(about.name)} />}
    </>
  );
}
