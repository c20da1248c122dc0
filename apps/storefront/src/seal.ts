/** The house's mark: a celadon seal with a junk under sail over two waves. */
export const seal =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none" stroke="#f6f4ec" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">' +
  '<rect width="64" height="64" rx="14" fill="#2f6f62" stroke="none"/><rect x="5" y="5" width="54" height="54" rx="10" stroke="#a9d3c6" stroke-width="1.5"/>' +
  '<path d="M30 12v28M30 14q14 4 18 22H30zM33 21h10M32 28h14" /><path d="M30 20q-10 5-13 16h13"/><path d="M13 40h38q-3 9-11 9H24q-8 0-11-9z" fill="#f6f4ec"/>' +
  '<path d="M12 55q5-4 10 0t10 0 10 0 10 0" stroke="#e0b07a" stroke-width="2.5"/></svg>\n';
