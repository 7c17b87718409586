/**
 * Source spans, message codes and texts, and how a message is shown.
 *
 * @packageDocumentation
 */
export type {
  Diagnostic,
  DiagnosticExtras,
  Fix,
  Message,
  Note,
  Severity,
  SourceFile,
  SourceSpan,
} from './diagnostic.ts';
export { atOffset, atSource } from './diagnostic.ts';
export { isBidiControl, visibleText } from './display-width.ts';
export type { Position } from './line-map.ts';
export { LineMap } from './line-map.ts';
export * from './messages.generated.ts';
export type { RenderOptions } from './render.ts';
export { render, renderAll, renderJson } from './render.ts';
export { editDistance, suggest } from './suggest.ts';
