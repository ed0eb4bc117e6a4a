/** The picture of the start page: a parcel, its tape, and the way back. In the shop's colours; says nothing by itself. */
export function ParcelDrawing() {
  return (
    <svg className="drawing" viewBox="0 0 320 240" aria-hidden="true" focusable="false">
      <ellipse className="drawing-shade" cx="164" cy="214" rx="118" ry="14" />
      <path className="drawing-side" d="M60 92 162 128v84L60 172Z" />
      <path className="drawing-front" d="M162 128 268 90v82l-106 40Z" />
      <path className="drawing-top" d="M60 92 166 58l102 32-106 38Z" />
      <path className="drawing-tape" d="m103 78 18-6 103 34v26l-9 4-8-5-7 10v-22Z" />
      <path className="drawing-label" d="m180 158 52-19v30l-52 19Z" />
      <path className="drawing-lines" d="m188 166 30-11m-30 19 20-7.5" />
      <path className="drawing-arrow" d="M58 44h150a44 44 0 0 1 44 30M58 44l22-20M58 44l22 20" />
    </svg>
  );
}
