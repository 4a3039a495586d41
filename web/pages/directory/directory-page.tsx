import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../app/words.ts';
import { Page } from '../../kit/page.tsx';
import { Tabs } from '../../kit/tabs.tsx';
import { CalendarView } from './calendar-view.tsx';
import { OfficesView } from './offices-view.tsx';
import { UnitsView } from './units-view.tsx';

const route = getRouteApi('/directory');
const VIEWS = ['offices', 'units', 'calendar'] as const;

/** Who holds a post, whether they are there today, and which days are working days. */
export function DirectoryPage(): ReactNode {
  const { t } = useWords();
  const { view } = route.useSearch();
  return (
    <Page title={t(`directory.title.${view}`)} intro={t(`directory.intro.${view}`)}>
      <Tabs
        label={t('nav.directory')}
        current={view}
        tabs={VIEWS.map((key) => ({
          key,
          label: t(`directory.view.${key}`),
          link: { to: '/directory', search: { view: key } },
        }))}
      />
      {view === 'offices' ? <OfficesView /> : null}
      {view === 'units' ? <UnitsView /> : null}
      {view === 'calendar' ? <CalendarView /> : null}
    </Page>
  );
}
