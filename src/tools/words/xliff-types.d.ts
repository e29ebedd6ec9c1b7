/** What we use of the package `xliff`, which brings no types. */
declare module 'xliff' {
  /** One text with its translation; ids are unique within a resource. */
  export interface XliffUnit {
    readonly source: string
    readonly target?: string
    readonly note?: string | readonly string[]
  }
  export interface XliffContent {
    readonly sourceLanguage: string
    readonly targetLanguage: string
    readonly resources: Readonly<Record<string, Readonly<Record<string, XliffUnit>>>>
  }
  export function js2xliff(content: XliffContent, options?: { readonly indent: string }): Promise<string>
  export function xliff2js(xml: string): Promise<unknown>
}
