/** Products on a page of a list: whole rows of two, three and four, and under 40 kB of HTML in every language. */
export const pageSize = 24;
