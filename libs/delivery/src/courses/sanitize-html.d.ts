/** The part of sanitize-html that we use; it has no types of its own. */
declare module 'sanitize-html' {
  export interface SanitizeOptions {
    readonly allowedTags: readonly string[];
    readonly allowedAttributes: Readonly<Record<string, readonly string[]>>;
    readonly allowedSchemes?: readonly string[];
    readonly transformTags?: Readonly<Record<string, (tagName: string, attribs: Record<string, string>) => { tagName: string; attribs: Record<string, string> }>>;
    readonly disallowedTagsMode?: 'discard' | 'escape';
    readonly enforceHtmlBoundary?: boolean;
    readonly nestingLimit?: number;
    readonly allowedStyles?: Readonly<Record<string, Readonly<Record<string, readonly RegExp[]>>>>;
    readonly allowProtocolRelative?: boolean;
    readonly nonTextTags?: readonly string[];
    readonly parser?: Readonly<Record<string, boolean>>;
    readonly exclusiveFilter?: (frame: { readonly tag: string; readonly attribs: Record<string, string>; readonly text: string }) => boolean;
  }
  const sanitize: (dirty: string, options: SanitizeOptions) => string;
  export default sanitize;
}
