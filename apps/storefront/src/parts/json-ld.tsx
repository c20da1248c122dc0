/** Facts about the page for search engines. It is data, never run; a `<` inside could end the element, so none is written. */
export function JsonLd({ facts }: { facts: Readonly<Record<string, unknown>> }) {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(facts).replaceAll('<', '\\u003c') }} />;
}
