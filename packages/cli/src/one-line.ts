/** Names that strangers chose, in one line of what the command prints. */
import { visibleText } from '@holt/diagnostics';

/** The text with everything made visible that could end a line, steer a terminal or reorder what is read. */
export function oneLine(text: string): string {
  return visibleText(text).replaceAll('\n', '\\n');
}
