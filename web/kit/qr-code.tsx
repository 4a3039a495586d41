import encodeQR from 'qr';
import type { ReactNode } from 'react';

/** White around the code, in modules: what the standard asks for. */
const QUIET = 4;

/** A text, such as an address, as a QR code that fills its place: black on white in every colour scheme. */
export default function QrCode({ text }: { text: string }): ReactNode {
  const rows = encodeQR(text, 'raw', { border: QUIET });
  const size = rows.length;
  const marks = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg viewBox={`0 0 ${size} ${size}`} data-qr={size} shapeRendering="crispEdges" aria-hidden="true">
      <rect width={size} height={size} fill="white" />
      <path d={marks.join('')} fill="black" />
    </svg>
  );
}
