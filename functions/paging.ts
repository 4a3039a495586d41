type Page<T> = { readonly items: readonly T[]; readonly cursor: string | null };

const LONGEST_PAGE = 200;

/** All of a list that is short by its nature (the asks of a case, the open moves of a year), page after page. */
export async function allPages<T>(
  read: (page: { readonly limit: number; readonly cursor: string | undefined }) => Promise<Page<T>>,
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: LONGEST_PAGE, cursor });
    found.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
