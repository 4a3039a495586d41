import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';
import { useSession } from '../../app/session.tsx';
import { useWords } from '../../app/words.ts';
import type { Act } from '../case/act-commands.ts';
import type { BulkAct } from './bulk-bar.tsx';
import { type QueueRow, useQueue } from './queue-data.ts';
import { cleared, type PageSearch, type QueueSearch } from './search.ts';
import { useQueueKeys } from './use-queue-keys.ts';

/** From here on a case stands beside the list without being asked for. */
const WIDE = '(min-width: 1920px)';

type Acting = { readonly act: Act; readonly row: QueueRow };

function useUnitNames(): ReadonlyMap<string, string> {
  const { say } = useWords();
  const units = useAnswer(API.listUnits, {}, { every: false });
  return useMemo(
    () => new Map<string, string>((units.data?.items ?? []).map(({ code, name }) => [code, say(name)])),
    [units.data, say],
  );
}

/** Which rows are chosen. */
function useChoice(rows: readonly QueueRow[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const choose = (ids: readonly string[]): void => setChosen(new Set(ids));
  return { chosen, toggle, choose, picked: rows.filter(({ id }) => chosen.has(id)) };
}

/** The queue as its page works with it: the list, what is chosen, looked at and being done; the address keeps the rest. */
export function useQueueModel(to: '/queue' | '/cases', search: PageSearch) {
  const navigate = useNavigate();
  const { mayAsk } = useSession();
  const queue = useQueue(search);
  const unitNames = useUnitNames();
  const choice = useChoice(queue.rows);
  const [current, setCurrent] = useState<string>();
  const wide = useMediaQuery(WIDE, false, { getInitialValueInEffect: false });
  const [bulk, setBulk] = useState<BulkAct>();
  const [acting, setActing] = useState<Acting>();
  const leads = mayAsk(API.actOnCases);
  const { peek: opened, ...unlooked } = search;
  const looked = opened ?? (wide ? (current ?? queue.rows[0]?.id) : undefined);
  const go = (next: QueueSearch): void => {
    navigate({ to, search: next, resetScroll: false }).catch(() => undefined);
  };
  const peek = (id: string | undefined): void => go(id === undefined ? unlooked : { ...search, peek: id });
  const set = (name: string, value: string | undefined): void => {
    choice.choose([]);
    go({ ...search, [name]: name === 'undeliverable' && value !== undefined ? true : value });
  };
  const act = (name: Act, row: QueueRow): void => {
    const many = choice.picked.length > 0;
    if (many && (name === 'urge' || name === 'reassign')) setBulk(name);
    else setActing({ act: name, row });
  };
  useQueueKeys({
    rows: queue.rows,
    current,
    setCurrent,
    toggle: leads ? choice.toggle : undefined,
    act: leads ? act : undefined,
    looked: opened !== undefined,
    close: () => peek(undefined),
  });
  return {
    ...choice,
    queue,
    unitNames,
    leads,
    current,
    setCurrent,
    bulk,
    setBulk,
    acting,
    setActing,
    looked,
    /** There is room for a case beside the list at all times: the one that was opened, else the row that has the focus. */
    wide,
    peek,
    set,
    clear: (): void => go(cleared(search)),
  };
}

export type QueueModel = ReturnType<typeof useQueueModel>;
