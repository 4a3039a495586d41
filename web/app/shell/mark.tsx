import type { ReactNode } from 'react';

/** The product's sign: three streams, and the amber dot that says "here". */
export function Mark({ size = 34 }: { size?: number }): ReactNode {
  const line = { fill: 'none', strokeWidth: 2.6, strokeLinecap: 'round' } as const;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#1A7683" />
      <path
        d="M6 11.5c4.2 0 4.2-3.5 8.4-3.5 3.2 0 4 2 6.600 3.100"
        stroke="#fff"
        strokeOpacity=".55"
        {...line}
      />
      <path d="M6 18c4.600 0 5.400-3.600 10-3.600S21.400 18 26 18" stroke="#fff" {...line} />
      <path d="M6 24.300c4.600 0 5.400-3.600 10-3.600s5.400 3.600 10 3.600" stroke="#fff" {...line} />
      <circle cx="24.800" cy="10.800" r="2.300" fill="#F2B84B" />
    </svg>
  );
}
