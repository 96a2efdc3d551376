import react from '@vitejs/plugin-react';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the page itself names; it must stay a file of its own. */
const ENTRY = /\/(main\.tsx|index\.html)$/;
const MARKS = /\/console\/src\/(ui|api)\//;
/** Forms in dialogs with what they stand on: many pages have some, the first has none. */
const FORMS =
  /\/console\/src\/ui\/(draft-form|form-dialog|form-end|reason-field|wall-time-field|question-dialog|ask)\.tsx$/;
/** Of Mantine's, those of the duty board. */
const FIELDS = /\/@mantine\/core\/esm\/components\/(Checkbox|Combobox|InlineInput|ScrollArea|Select)\//;

/** The console, for browsers of the last three years. Everything in it is served from our own host. */
export default {
  root: dirname(fileURLToPath(import.meta.url)),
  base: '/console/',
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    // These know light-dark(); older ones would get a stand-in that loses the dark theme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    emptyOutDir: true,
    // No script within the page: the policy would refuse it.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // What the first load weighs is measured by the bench, zipped as it is sent.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Small files zip badly, and each asks for itself: what every page stands in comes as one, and so do the marks and the
          // fields that most pages share with the first. All else follows the pages.
          groups: [
            { name: 'frame', tags: ['$initial'], test: (id) => !ENTRY.test(id) },
            { name: 'marks', minShareCount: 5, test: (id) => MARKS.test(id) && !FORMS.test(id) },
            { name: 'fields', minShareCount: 5, test: FIELDS },
            { name: 'forms', minShareCount: 5, test: FORMS },
          ],
        },
      },
      treeshake: {
        // A schema that a page does not use is left out, and with it the library of schemas.
        manualPureFunctions: ['z', 'resourceOf', 'singleLine', 'multiLine'],
        moduleSideEffects: [{ test: /\/libs\/contracts\//, sideEffects: false }],
      },
    },
  },
};
