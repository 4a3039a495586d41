import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Prints the page; on paper the button is gone. */
export function PrintButton({ children }: { readonly children: string }): ReactNode {
  return (
    <Button
      className="noprint"
      variant="default"
      leftSection={<IconPrinter aria-hidden size={18} stroke={1.8} />}
      onClick={() => print()}
    >
      {children}
    </Button>
  );
}
