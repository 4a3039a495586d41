import { Button } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { LocalDate } from '#domain/time.ts';
import { useWords } from '../../app/words.ts';
import { DensitySwitch } from '../../kit/density.tsx';
import { type Filter, FilterBar } from '../../kit/filter-bar.tsx';
import styles from './queue.module.css';
import type { QueueOverview } from './queue-data.ts';
import { isNarrowed, type PageSearch } from './search.ts';

type Facet = QueueOverview['facets']['rung'][number];
const ORDERED = ['rung', 'unit', 'office', 'status', 'category', 'group'] as const;
/** Whose codes the domain names. */
const NAMED = { status: 'caseStatus', category: 'category', group: 'group' } as const;

export type QueueFiltersProps = {
  readonly search: PageSearch;
  readonly facets: QueueOverview['facets'] | undefined;
  readonly unitNames: ReadonlyMap<string, string>;
  readonly set: (name: string, value: string | undefined) => void;
  readonly clear: () => void;
};

/** What each filter offers, with how many cases choosing it shows; what the address holds is always among it. */
function useFilters({ search, facets, unitNames }: QueueFiltersProps): readonly Filter[] {
  const { t, named, say, count } = useWords();
  const nameOf = (
    facet: (typeof ORDERED)[number],
    { value, name }: Pick<Facet, 'value' | 'name'>,
  ): string => {
    if (facet === 'rung') return t('queue.rungName', { rung: value });
    if (facet === 'unit') return unitNames.get(value) ?? value;
    if (facet === 'office') return name === undefined ? value : say(name);
    return named(NAMED[facet], value);
  };
  return ORDERED.map((facet) => {
    const found = facets?.[facet] ?? [];
    const chosen = search[facet];
    const offered = facet === 'rung' ? found.toSorted((a, b) => (a.value < b.value ? -1 : 1)) : found;
    const options = offered.map((each) => ({
      value: each.value,
      label: `${nameOf(facet, each)} (${count(each.count)})`,
    }));
    const missing = chosen !== undefined && !found.some(({ value }) => value === chosen);
    const several = (chosen ?? '').split(',').map((value) => {
      const known = found.find((each) => each.value === value);
      return nameOf(facet, known ?? { value });
    });
    return {
      name: facet,
      label: t(`queue.filter.${facet}`),
      options: missing ? [{ value: chosen, label: several.join(', ') }, ...options] : options,
    };
  });
}

/** What only a link narrows by; said beside the filters, and taken back by a press. */
function Given({ search, set }: Pick<QueueFiltersProps, 'search' | 'set'>): ReactNode {
  const { t, day, named } = useWords();
  const { band, since } = search;
  const given = [
    ...(since === undefined
      ? []
      : [{ name: 'since', text: t('queue.since', { day: day(LocalDate.parse(since)) }) }]),
    ...(band === undefined
      ? []
      : [
          {
            name: 'band',
            text: band
              .split(',')
              .map((each) => named('band', each))
              .join(', '),
          },
        ]),
  ];
  return given.map(({ name, text }) => (
    <Button
      key={name}
      variant="filled"
      rightSection={<IconX aria-hidden size={16} />}
      aria-label={t('queue.given', { text })}
      onClick={() => set(name, undefined)}
    >
      {text}
    </Button>
  ));
}

/** The words looked for: in the address when Enter is pressed or the field is left. */
function FindField({
  find,
  set,
}: {
  find: string | undefined;
  set: (value: string | undefined) => void;
}): ReactNode {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current !== null) field.current.value = find ?? '';
  }, [find]);
  const send = (): void => {
    const value = field.current?.value.trim() ?? '';
    if (value !== (find ?? '')) set(value === '' ? undefined : value);
  };
  return (
    <form
      className={`${styles['find']} noprint`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <IconSearch aria-hidden size={18} stroke={1.8} />
      <input
        ref={field}
        type="search"
        maxLength={120}
        defaultValue={find ?? ''}
        aria-label={t('queue.find')}
        placeholder={t('queue.find')}
        onBlur={send}
      />
    </form>
  );
}

export function QueueFilters(props: QueueFiltersProps): ReactNode {
  const { search, facets, set, clear } = props;
  const { t, count } = useWords();
  const filters = useFilters(props);
  const [open, setOpen] = useState(false);
  const bounced = facets?.undeliverable.find(({ value }) => value === 'true')?.count ?? 0;
  const { rung, unit, office, status, category, group } = search;
  return (
    <div className={`${styles['filters']} noprint`}>
      <div className={styles['chips']}>
        <FindField find={search.find} set={(value) => set('find', value)} />
        <Button
          variant={search.undeliverable === true ? 'filled' : 'default'}
          aria-pressed={search.undeliverable === true}
          onClick={() => set('undeliverable', search.undeliverable === true ? undefined : 'true')}
        >
          {t('queue.undeliverable', { n: count(bounced) })}
        </Button>
        <Given search={search} set={set} />
        <Button
          className={styles['fold']}
          variant="default"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t('list.filter')}
        </Button>
        <span className={styles['order']}>
          <DensitySwitch />
        </span>
      </div>
      <div className={styles['folded']} data-open={open}>
        <FilterBar filters={filters} values={{ rung, unit, office, status, category, group }} set={set}>
          {isNarrowed(search) ? (
            <Button variant="subtle" onClick={clear}>
              {t('list.clear')}
            </Button>
          ) : null}
        </FilterBar>
      </div>
    </div>
  );
}
