const paths = {
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 5 5',
  basket: 'M3 9h18l-2 11H5L3 9Zm5 0 4-6 4 6',
  library: 'M5 4h4v16H5zM11 4h4v16h-4zM17 5l3-1 3 15-3 1z',
  download: 'M12 3v12m0 0 5-5m-5 5-5-5M4 20h16',
  'licence-key': 'M12 16a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm-1.2-2.8L20 4m-5 5 3 3m-1-5 2 2',
  stream: 'M4 5h16v14H4zM10 9l5 3-5 3z',
  'api-access': 'm8 8-4 4 4 4m8-8 4 4-4 4m-3-11-2 14',
  'data-set': 'M5 6c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3Zm0 0v12c0 1.7 3.1 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3',
  subscription: 'M4 12a8 8 0 0 1 14-5l2 2m0-5v5h-5M20 12a8 8 0 0 1-14 5l-2-2m0 5v-5h5',
  course: 'm2 9 10-5 10 5-10 5-10-5Zm4 2v6c2 2 10 2 12 0v-6m4-2v6',
  booking: 'M4 5h16v15H4zM4 10h16M8 3v4m8-4v4',
  commission: 'm4 20 1-5L16 4l4 4L9 19l-5 1Zm10-14 4 4',
  service: 'M4 5h16v11H9l-5 4V5Z',
  parcel: 'M3 8l9-5 9 5v9l-9 5-9-5V8Zm0 0 9 5 9-5M12 13v9',
  bundle: 'M4 8h7v7H4zM13 8h7v7h-7zM8.5 17h7v4h-7zM4 4h16',
  check: 'm4 12 6 6L20 6',
  arrow: 'M5 12h14m-6-6 6 6-6 6',
  mail: 'M3 6h18v12H3zM3 6l9 7 9-7',
} as const;

export type IconName = keyof typeof paths;

/** A line icon; it is decoration, the word beside it speaks. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
