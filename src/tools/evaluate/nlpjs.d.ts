declare module '@nlpjs/basic' {
  export function dockStart(settings: object): Promise<unknown>
}
