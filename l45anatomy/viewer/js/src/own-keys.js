// A widget that shows nothing: it keeps the keys of ours that have no script of their own.
import { keepKeys } from "./keys.js";

export default { initialize: keepKeys };
