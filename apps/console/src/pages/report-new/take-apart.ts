// Runs schemas, so it is loaded when something is pasted, not with the page.
export { resourcesOfPaste as takeApart } from '#libs/contracts';
