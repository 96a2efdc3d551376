/** px */
export const LANE_HEIGHT = 24;
export const LABEL_WIDTH = 168;
export const NARROW_LABEL_WIDTH = 92;
export const AXIS_HEIGHT = 22;
/** Of the entries' centres, and of the states' bars, from the top of a lane. */
export const DOT_Y = 9;
export const BAR_Y = 17;
export const BAR_HEIGHT = 5;
/** How far one may point beside an entry. */
export const REACH = 7;
