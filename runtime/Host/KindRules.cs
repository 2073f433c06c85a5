using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>What one set of flags says of one kind of access, in a form that targets can be compared with.</summary>
/// <typeparam name="TRule">One target of a flag.</typeparam>
internal sealed class KindRules<TRule>
{
    private readonly AccessKind _permission;
    private readonly TRule[]? _allowed;
    private readonly TRule[]? _denied;
    private readonly string[] _deniedTexts;

    /// <summary>Prepares the rules.</summary>
    /// <param name="layer">The flags.</param>
    /// <param name="permission">The kind.</param>
    /// <param name="bind">Makes a rule of a target.</param>
    public KindRules(PermissionLayer layer, AccessKind permission, Func<string, TRule> bind)
    {
        var (allowed, denied) = (layer.Allowed(permission), layer.Denied(permission));
        _permission = permission;
        _allowed = allowed.IsAll ? null : [.. allowed.Targets.Select(bind)];
        _denied = denied.IsAll ? null : [.. denied.Targets.Select(bind)];
        _deniedTexts = [.. denied.Targets];
        IsWhole = allowed.IsAll && denied.IsNone;
    }

    /// <summary>Whether everything of the kind is permitted.</summary>
    public bool IsWhole { get; }

    /// <summary>Why an access that reaches many targets is not permitted, as far as rules deny it; null when none does.</summary>
    /// <param name="denies">Whether a rule denies one of them.</param>
    public string? Denial(Func<TRule, bool> denies) =>
        Array.FindIndex(_denied ?? [], rule => denies(rule)) is >= 0 and var denying ? ErrorText.PermissionForbidden(PermissionFlag.Deny(_permission, _deniedTexts[denying])) : null;

    /// <summary>Why an access is not permitted; null when it is.</summary>
    /// <param name="target">What the flag must name that would permit it.</param>
    /// <param name="allows">Whether a rule allows it.</param>
    /// <param name="denies">Whether a rule denies it.</param>
    public string? Refusal(string target, Func<TRule, bool> allows, Func<TRule, bool> denies)
    {
        if (_denied is null)
        {
            return ErrorText.PermissionForbidden(PermissionFlag.Deny(_permission));
        }

        int denying = Array.FindIndex(_denied, rule => denies(rule));
        if (denying >= 0)
        {
            return ErrorText.PermissionForbidden(PermissionFlag.Deny(_permission, _deniedTexts[denying]));
        }

        return _allowed is null || Array.Exists(_allowed, rule => allows(rule)) ? null : ErrorText.PermissionMissing(PermissionFlag.Allow(_permission, target));
    }
}
