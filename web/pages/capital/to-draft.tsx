import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

export type ToDraftProps = {
  readonly search: { readonly donor?: string; readonly move?: string };
  readonly children: ReactNode;
};

/** The way to the page on which moves are drafted, and their lines changed. */
export function ToDraft({ search, children }: ToDraftProps): ReactNode {
  const router = useRouter();
  const target = { to: '/moves/new', search } as const;
  const go = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    router.navigate(target).catch(() => undefined);
  };
  return (
    <Button
      component="a"
      href={router.buildLocation(target).href}
      onClick={go}
      variant={search.move === undefined ? 'filled' : 'default'}
      leftSection={search.move === undefined ? <IconPlus aria-hidden size={18} /> : undefined}
    >
      {children}
    </Button>
  );
}
