import { Button, Menu } from '@mantine/core';
import {
  type Icon,
  IconBell,
  IconDots,
  IconForbid2,
  IconPlayerPause,
  IconPlayerPlay,
  IconPrinter,
  IconStairsUp,
  IconUserShare,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CaseView } from '#functions/api/case-view.ts';
import { useWords } from '../../app/words.ts';
import { PrintButton } from '../../kit/print-button.tsx';
import type { Act } from './act-commands.ts';
import { ActDialog } from './act-dialog.tsx';

/** In the order of how often they are needed: the first is the primary button, two stand beside it, the rest in a menu. */
const ACTS: readonly { readonly act: Act; readonly icon: Icon }[] = [
  { act: 'resume', icon: IconPlayerPlay },
  { act: 'urge', icon: IconBell },
  { act: 'escalate', icon: IconStairsUp },
  { act: 'reassign', icon: IconUserShare },
  { act: 'pause', icon: IconPlayerPause },
  { act: 'close', icon: IconForbid2 },
];
const BESIDE = 3;

type RestProps = {
  readonly acts: typeof ACTS;
  readonly ask: (act: Act) => void;
  readonly printable: boolean;
};

/** The acts that are seldom needed, and printing: under one button, unless printing is all there is. */
function Rest({ acts, ask, printable }: RestProps): ReactNode {
  const { t } = useWords();
  if (acts.length === 0) {
    if (!printable) return null;
    return <PrintButton>{t('case.print')}</PrintButton>;
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots aria-hidden size={18} />}>
          {t('acts.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(({ act, icon: Mark }) => (
          <Menu.Item
            key={act}
            leftSection={<Mark aria-hidden size={18} stroke={1.8} />}
            onClick={() => ask(act)}
          >
            {t(`acts.${act}`)}
          </Menu.Item>
        ))}
        {printable ? (
          <Menu.Item leftSection={<IconPrinter aria-hidden size={18} />} onClick={() => print()}>
            {t('case.print')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What the caller may do about the case now; with each its consequences before it is done. */
export function CaseActs({ view, printable = true }: { view: CaseView; printable?: boolean }): ReactNode {
  const { t } = useWords();
  const [asking, ask] = useState<Act | null>(null);
  const { acts, rungs, summary, project } = view;
  const offered = ACTS.filter(({ act }) => acts.includes(act));
  const above = rungs.find(({ state }) => state === 'next');
  const rest = offered.slice(BESIDE);
  return (
    <>
      {offered.slice(0, BESIDE).map(({ act, icon: Mark }, index) => (
        <Button
          key={act}
          variant={index === 0 ? 'filled' : 'default'}
          leftSection={<Mark aria-hidden size={18} stroke={1.8} />}
          onClick={() => ask(act)}
        >
          {t(`acts.${act}`)}
        </Button>
      ))}
      <Rest acts={rest} ask={ask} printable={printable} />
      {asking === null ? null : (
        <ActDialog
          act={asking}
          caseId={view.case.id}
          holder={summary.holderName}
          above={above?.officeName ?? null}
          unit={project.units[0]?.code}
          close={() => ask(null)}
        />
      )}
    </>
  );
}
