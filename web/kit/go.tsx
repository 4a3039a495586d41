import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { withCodes } from './code.tsx';

export type GoProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string };

/** A link to an address of this app that another area owns, such as a list with a filter: `<Go href="/queue?rung=3">`. */
export function Go({ href, onClick, children, ...rest }: GoProps): ReactNode {
  const { history } = useRouter();
  const go = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || event.defaultPrevented) return;
    event.preventDefault();
    history.push(href);
  };
  return (
    <a href={href} onClick={go} {...rest}>
      {withCodes(children)}
    </a>
  );
}
