const dayMilliseconds = 24 * 60 * 60 * 1000;
const given = 60;

/** How long a buyer has to tell what is wanted, in days from the purchase: then the work is cancelled and paid back. */
export const briefDays = {
  given,
  /** After how many of them the buyer is reminded. */
  reminders: [7, 21],
  endFrom: (openedAt: Date) => new Date(openedAt.getTime() + given * dayMilliseconds),
  /** Up to which end of its days a brief is so old at `at`. */
  endAfter: (days: number, at: Date) => new Date(at.getTime() + (given - days) * dayMilliseconds),
} as const;
