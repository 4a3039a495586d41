/** Projects to choose from: those that the server finds, and without a line those that this device has seen. */
import { useEffect, useMemo } from 'react';
import * as z from 'zod';
import { ProjectId, UnitCode } from '#domain/ids.ts';
import { fitOf, folded } from '#domain/search-text.ts';
import { Localized } from '#domain/text.ts';
import { useAnswer } from '../../app/answers.ts';
import { API } from '../../app/api.ts';

const SeenProject = z.object({
  id: ProjectId,
  name: Localized,
  units: z.array(z.object({ code: UnitCode, name: Localized })),
  closed: z.boolean(),
});
export type SeenProject = z.infer<typeof SeenProject>;

const SHOWN = 12;
/** A district has fewer. */
const MOST_KEPT = 60;

const keyOf = (post: string): string => `kt_projects:${post}`;

function loadSeen(post: string): readonly SeenProject[] {
  try {
    const parsed = z.array(SeenProject).safeParse(JSON.parse(localStorage.getItem(keyOf(post)) ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

/** The newest first; what was seen longest ago goes. */
function keepSeen(post: string, found: readonly SeenProject[]): void {
  const before = loadSeen(post).filter(({ id }) => found.every((each) => each.id !== id));
  const kept = z.array(SeenProject).parse([...found, ...before].slice(0, MOST_KEPT));
  try {
    localStorage.setItem(keyOf(post), JSON.stringify(kept));
  } catch {
    // Without room on the device there are projects with the line only.
  }
}

function fits({ id, name, units }: SeenProject, asked: string): boolean {
  const words = [id, name.vi, name.en, ...units.flatMap((unit) => [unit.name.vi, unit.name.en])].join(' ');
  return fitOf(folded(words), folded(asked)) > 0;
}

export type Projects = {
  readonly items: readonly SeenProject[];
  readonly more: boolean;
  /** `seen`: of this device, because the server cannot be asked. */
  readonly from: 'nowhere' | 'server' | 'seen';
  readonly again: () => void;
};

/** The projects that answer what is asked for. */
export function useProjects(post: string, asked: string, online: boolean): Projects {
  const query = { q: asked, limit: SHOWN };
  const { data, error, refetch } = useAnswer(API.searchProjects, { query }, { every: false });
  const again = (): void => {
    refetch().catch(() => undefined);
  };
  useEffect(() => {
    if (data !== undefined) keepSeen(post, data.items);
  }, [post, data]);
  const unreachable = data === undefined && (!online || error !== null);
  const seen = useMemo(
    () => (unreachable ? loadSeen(post).filter((project) => fits(project, asked)) : []),
    [unreachable, post, asked],
  );
  if (data !== undefined) return { items: data.items, more: data.more, from: 'server', again };
  if (!unreachable) return { items: [], more: false, from: 'nowhere', again };
  return { items: seen.slice(0, SHOWN), more: seen.length > SHOWN, from: 'seen', again };
}
