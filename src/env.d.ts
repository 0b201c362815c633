/// <reference types="vite/client" />
/** Seconds since 1970 of the build; the own counter's clock is clamped to it (PROTOCOL.md rule 9). */
declare const __BUILD_TIME__: number;
/** Version and short build id, shown under You → About. */
declare const __BUILD_ID__: string;

/** Permissions to reach the own machine and network; newer than the types of TypeScript. */
type NetworkPermission = 'local-network' | 'loopback-network' | 'local-network-access';
interface Permissions {
  query(descriptor: { readonly name: NetworkPermission }): Promise<PermissionStatus>;
}
