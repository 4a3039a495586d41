import { Button, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { MoveId, ProjectId } from '#domain/ids.ts';
import { useAnswer, useCall, usePages, useSend } from '../../app/answers.ts';
import { type Answer, API, ApiProblem, type Item } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Card, Loaded } from '../../kit/card.tsx';
import { withCodes } from '../../kit/code.tsx';
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx';
import { ErrorSummary, Field, type Mistake, useMistakes } from '../../kit/form.tsx';
import { Page } from '../../kit/page.tsx';
import styles from './draft.module.css';
import { brokenRules, faultsOf, SIDES } from './draft-faults.ts';
import { type Choice, DraftSide } from './draft-side.tsx';
import { type Draft, draftOf, linesOf, type Side, sumTyped, useDraft } from './draft-state.ts';

const route = getRouteApi('/moves/new');
type Move = Answer<'getMove'>['move'];
type Project = Item<'listIdle'>;
const MOST = 100;

/** The projects that each side can name; what the move itself has reserved is free for its own new lines. */
function useChoices(own: Move | undefined) {
  const { say } = useWords();
  const query = { limit: MOST };
  const idle = usePages(API.listIdle, { query });
  const absorbing = usePages(API.listAbsorbing, { query });
  const choice = (side: Side, project: Project): Choice => {
    const reserved = own?.[side].find(({ projectId }) => projectId === project.id)?.amount ?? 0;
    const all = side === 'donors' ? project.idle : project.headroom;
    const left = side === 'donors' ? project.idleLeft : project.headroomLeft;
    return { id: project.id, name: say(project.name), all, left: left + reserved, version: project.version };
  };
  const choices: Readonly<Record<Side, readonly Choice[]>> = {
    donors: idle.items.map((project) => choice('donors', project)),
    recipients: absorbing.items.map((project) => choice('recipients', project)),
  };
  return { choices, results: { donors: idle.result, recipients: absorbing.result } };
}

/** What the rules say to the lines as they stand, line by line. */
function useCheck(draft: Draft, moveId: MoveId | undefined) {
  const call = useCall();
  const { donors, recipients } = useDeferredValue(draft);
  const body = {
    ...(moveId === undefined ? {} : { moveId }),
    donors: linesOf(donors),
    recipients: linesOf(recipients),
  };
  return useQuery({
    queryKey: ['checkDraft', body],
    queryFn: async ({ signal }) => call(API.checkDraft, { body }, signal),
    enabled: donors.length + recipients.length > 0,
    placeholderData: (before) => before,
  });
}

/** Which side is more, and by how much; nothing can be sent until neither is. */
function Balance({ draft, children }: { draft: Draft; children: ReactNode }): ReactNode {
  const { t, exactDong } = useWords();
  const [out, taken] = [sumTyped(draft.donors), sumTyped(draft.recipients)];
  const difference = exactDong(Math.abs(out - taken));
  const words =
    out === taken
      ? t(out === 0 ? 'draft.nothing' : 'draft.balanced')
      : t(out > taken ? 'draft.moreOut' : 'draft.moreIn', { difference });
  return (
    <div className={styles['balance']} data-even={out === taken && out > 0}>
      <p role="status">{words}</p>
      {children}
    </div>
  );
}

type Check = ReturnType<typeof useCheck>;

function CheckCard({ check }: { check: Check }): ReactNode {
  const { t, say } = useWords();
  const problems = check.data?.problems ?? [];
  if (check.data === undefined) return null;
  return (
    <Card title={t('draft.checks')} note={check.isFetching ? t('draft.checking') : undefined}>
      {problems.length === 0 ? (
        <p>{t('draft.fine')}</p>
      ) : (
        <ul className={styles['checks']}>
          {problems.map(({ path, code, message, source }) => (
            <li key={`${path} ${code}`}>
              <span>{withCodes(say(message))}</span>
              {source === null ? null : <span className="kt-meta">{say(source)}.</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Sends the draft, or the changed lines; what was seen goes along, so that changed figures are noticed. */
function useSender(own: Move | undefined, sent: (id: MoveId) => void) {
  const queries = useQueryClient();
  const draft = useSend(API.draftMove);
  const redraft = useSend(API.redraftMove);
  const options = {
    onSuccess: ({ id }: { id: MoveId }) => sent(id),
    onError: () => {
      queries.invalidateQueries().catch(() => undefined);
    },
  };
  return {
    error: (own === undefined ? draft : redraft).error,
    busy: draft.isPending || redraft.isPending,
    forgive: () => {
      draft.reset();
      redraft.reset();
    },
    send: (body: NonNullable<Parameters<typeof draft.mutate>[0]['body']>) =>
      own === undefined
        ? draft.mutate({ body }, options)
        : redraft.mutate({ params: { moveId: own.id }, body }, options),
  };
}

type FaultsArgs = { readonly draft: Draft; readonly check: Check; readonly refused: readonly Mistake[] };

/** What is wrong once somebody tried to send; before that, only what the rules say to the lines. */
function useFaults({ draft, check, refused }: FaultsArgs) {
  const words = useWords();
  const [tried, setTried] = useState(false);
  const problems = check.data?.problems ?? [];
  const faults = tried ? faultsOf(draft, problems, words) : [];
  const shown = refused.length > 0 ? refused : faults;
  const atLines = shown.some(({ name }) => name !== '') ? shown : brokenRules(draft, problems, words);
  /** Holds the draft against the rules again and leads to the first fault; whether there was none. */
  const clear = async (): Promise<boolean> => {
    setTried(true);
    const lines = draft.donors.length + draft.recipients.length;
    const found = lines === 0 ? [] : ((await check.refetch()).data?.problems ?? []);
    const [first] = faultsOf(draft, found, words);
    if (first !== undefined) document.getElementById(first.name)?.focus();
    return first === undefined;
  };
  return { shown, atLines, clear };
}

type EditorProps = { readonly begin: Draft; readonly own: Move | undefined };

function useEditor({ begin, own }: EditorProps) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { draft, change, setReason, forget } = useDraft(own?.id ?? 'new', begin);
  const { choices, results } = useChoices(own);
  const check = useCheck(draft, own?.id);
  const sender = useSender(own, (moveId) => {
    forget();
    navigate({ to: '/moves/$moveId', params: { moveId } }).catch(() => undefined);
  });
  const names = SIDES.flatMap((side) =>
    draft[side].flatMap((_, index) => [`${side}.${index}.amount`, `${side}.${index}.projectId`]),
  );
  const refused = useMistakes(sender.error, [...names, 'reason']);
  const seen = SIDES.flatMap((side) =>
    draft[side].flatMap(({ projectId }) =>
      choices[side].flatMap(({ id, version }) => (id === projectId ? [{ projectId, version }] : [])),
    ),
  );
  const send = () => {
    setAsking(false);
    const { reason } = draft;
    sender.send({ donors: linesOf(draft.donors), recipients: linesOf(draft.recipients), reason, seen });
  };
  const { shown, atLines, clear } = useFaults({ draft, check, refused });
  /** Asks once more before it is sent; while something is wrong, it does not come to that. */
  const ask = (): void => {
    sender.forgive();
    clear().then(setAsking, () => setAsking(true));
  };
  return {
    draft,
    change,
    setReason,
    choices,
    results,
    check,
    sender,
    refused,
    shown,
    atLines,
    ask,
    send,
    asking,
    setAsking,
  };
}

type ReasonProps = {
  readonly reason: string;
  readonly mistakes: readonly Mistake[];
  readonly put: (reason: string) => void;
};

function Reason({ reason, mistakes, put }: ReasonProps): ReactNode {
  const { t } = useWords();
  return (
    <Field name="reason" label={t('draft.reason')} mistakes={mistakes}>
      {(control) => (
        <Textarea
          {...control}
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={({ currentTarget: { value } }) => put(value)}
        />
      )}
    </Field>
  );
}

type SidesProps = { readonly editor: ReturnType<typeof useEditor>; readonly mistakes: readonly Mistake[] };

/** Both lists of projects; one that did not arrive says so, and is asked for again. */
function Sides({ editor, mistakes }: SidesProps): ReactNode {
  const { draft, choices, results, change } = editor;
  return (
    <div className={styles['sides']}>
      {SIDES.map((side) => (
        <Loaded key={side} result={results[side]} lines={6}>
          {() => (
            <DraftSide
              side={side}
              lines={draft[side]}
              choices={choices[side]}
              mistakes={mistakes}
              change={(next) => change(side, next)}
            />
          )}
        </Loaded>
      ))}
    </div>
  );
}

function Editor(props: EditorProps): ReactNode {
  const { t, exactDong } = useWords();
  const editor = useEditor(props);
  const { draft, check, sender, refused, shown, atLines, asking, setAsking } = editor;
  const { own } = props;
  const changed = sender.error instanceof ApiProblem && sender.error.code === 'move.figuresChanged';
  return (
    <Page
      title={own === undefined ? t('draft.title') : t('draft.titleRedraft', { id: own.id })}
      intro={t(own === undefined ? 'draft.intro' : 'draft.redraftIntro')}
      above={
        <p>
          <Link to="/capital">{t('move.act.back')}</Link>
        </p>
      }
      mistaken={shown.length > 0}
    >
      <ErrorSummary mistakes={shown} takesFocus={refused.length > 0} />
      {changed ? <p role="status">{t('draft.look')}</p> : null}
      <Sides editor={editor} mistakes={atLines} />
      <Reason reason={draft.reason} mistakes={shown} put={editor.setReason} />
      <CheckCard check={check} />
      <Balance draft={draft}>
        <Button loading={sender.busy} onClick={editor.ask}>
          {t('draft.send')}
        </Button>
      </Balance>
      {asking ? (
        <ConfirmDialog
          title={t('draft.confirmTitle', { amount: exactDong(sumTyped(draft.donors)) })}
          consequence={t('draft.confirmText')}
          yes={t('draft.send')}
          onYes={editor.send}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </Page>
  );
}

function Redraft({ moveId }: { moveId: MoveId }): ReactNode {
  const { count, say } = useWords();
  const result = useAnswer(API.getMove, { params: { moveId } }, { every: false });
  return (
    <Loaded whole result={result} lines={10}>
      {({ move }) => (
        <Editor own={move} begin={draftOf(move, { reason: say(move.words.reason), write: count })} />
      )}
    </Loaded>
  );
}

/** Drafting a move, or changing its lines before it is submitted. */
export function DraftPage(): ReactNode {
  const { donor, move } = route.useSearch();
  const moveId = MoveId.safeParse(move);
  if (moveId.success) return <Redraft moveId={moveId.data} />;
  const first = ProjectId.safeParse(donor);
  const donors = first.success ? [{ projectId: first.data, text: '' }] : [];
  return <Editor own={undefined} begin={{ donors, recipients: [], reason: '' }} />;
}
