/** Amounts that go from some to others, as a picture or a table shows them. */
export type FlowEnd = {
  readonly key: string;
  readonly name: string;
  /** `unplaced`: where nobody takes it yet. */
  readonly side: 'from' | 'to' | 'unplaced';
  /** There is more to see behind its mark. */
  readonly opens: boolean;
};

/** Đồng between two ends, named by their keys. */
export type Flow = { readonly from: string; readonly to: string; readonly amount: number };

/** Ends in the order in which they are drawn, from the top. */
export type FlowPicture = { readonly ends: readonly FlowEnd[]; readonly flows: readonly Flow[] };
