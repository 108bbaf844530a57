// Generated from the module "searchUser" of the app "chatbot"; changes are lost.

/**
 * What a user fills in: Search User
 */
export interface SearchUserParameters {
  /**
   * After. Returns only users listed after this one.
   */
  after?: (string | number | boolean)
  /**
   * Field. What to sort by; the creation date if left empty.
   */
  sortField?: ("createdAt" | "lastSeen")
  /**
   * Order. Descending if left empty.
   */
  sortOrder?: ("asc" | "desc")
  /**
   * Match. Whether a user must pass all filters or any of them; all if left empty.
   */
  match?: ("all" | "any")
  /**
   * Filters. At most five. **Match** says whether a user must pass all of them or any.
   */
  filters?: {
    /**
     * Type
     */
    type: ("segment" | "userId" | "default_email" | "default_name" | "attribute" | "banned" | "createdAt" | "lastSeen")
    value?: ((string | number | boolean) | string | ("true" | "false"))
    /**
     * Attribute. Only when "Type" is "attribute".
     */
    name?: (string | number | boolean)
    from?: string
    to?: string
  }[]
  /**
   * Limit. The maximum number of users to return in one cycle.
   */
  limit?: number
}

/**
 * One bundle it puts out: Search User
 */
export interface SearchUserBundle {
  /**
   * User ID
   */
  id?: string
  /**
   * Custom User ID
   */
  userId?: string
  /**
   * Banned
   */
  banned?: boolean
  /**
   * Attributes
   */
  attributes?: {
    /**
     * Email
     */
    default_email?: string
    /**
     * Name
     */
    default_name?: string
    /**
     * URL
     */
    default_url?: string
    /**
     * Avatar
     */
    default_avatar?: string
    /**
     * Language
     */
    default_language?: string
    /**
     * Timezone
     */
    default_timezone?: string
    /**
     * Gender
     */
    default_gender?: string
    /**
     * IP Address
     */
    default_ip?: string
    /**
     * City
     */
    default_city?: string
    /**
     * Region
     */
    default_region?: string
    /**
     * Country
     */
    default_country?: string
    /**
     * Referrer
     */
    default_referrer?: string
    /**
     * Username
     */
    default_username?: string
  }
  /**
   * Conversations
   */
  conversations?: unknown
  /**
   * Session Attributes
   */
  sessionAttributes?: {
    [k: string]: unknown
  }
  /**
   * Created At
   */
  createdAt?: string
  /**
   * Last Seen
   */
  lastSeen?: string
}
