/** Whose desk it is, and what waits there: asked once for the whole frame. */
import { useAnswer } from '../answers.ts';
import { API } from '../api.ts';
import type { Counter } from '../area.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words.ts';

/** Leadership counts what is overdue in the city; whoever is only asked counts the own asks. */
export function useCounts(): Readonly<Record<Counter, number>> {
  const { may, mayAsk } = useSession();
  const { data: desk } = useAnswer(API.getDesk);
  const { data: health } = useAnswer(API.getHealth, {}, { enabled: mayAsk(API.getHealth) });
  const asked = may('reviewer') && !may('leadership');
  return {
    cases: (asked ? desk?.asks.cases : desk?.overdue) ?? 0,
    moves: desk?.asks.moves ?? 0,
    drafts: desk?.drafts ?? 0,
    broken: health?.failed.count ?? 0,
  };
}

/** The post in the reader's language; what the sign-in calls it until the desk has answered. */
export function usePostName(): string {
  const { say } = useWords();
  const { person } = useSession();
  const { data } = useAnswer(API.getDesk);
  return data?.post == null ? person.name : say(data.post);
}
