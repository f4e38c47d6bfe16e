/** Style sheets, which the build puts beside the panel. */
declare module '*.css';
